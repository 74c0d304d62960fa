package io.bankfeed.cli;

import java.io.IOException;
import java.io.OutputStream;

/** What is in a file. */
interface Content {

    /** Writes all of it, and returns the number of rows. */
    long writeTo(OutputStream out) throws IOException;
}
