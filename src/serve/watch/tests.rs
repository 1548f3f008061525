//! What cannot be made to happen from outside: events that are lost, limits that are reached, and instants.
