//! Hands the process to `cli`.

fn main() -> std::process::ExitCode {
    canvas::cli::main()
}
