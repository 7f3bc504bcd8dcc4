//! Numbers as people write them in Portuguese, English and Spanish.
