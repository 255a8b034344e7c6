package dev.geofix.locate;

/** An answer and the picture of it. */
record DrawnAnswer(LocateAnswer answer, byte[] png) {}
