//! Arguments, files, configuration, exit codes; the only room with input, output and errors.

/// Runs the program with the arguments of the process.
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
