//! Small documents and what is read of them, printed as an outline of the words the spans point at.

mod hostile;

mod outline;

mod markdown;

mod yaml;
