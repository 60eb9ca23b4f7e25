/** Reads and writes the project's files; the only package that knows Jackson; strict. */
@NullMarked
package faultline.json;

import org.jspecify.annotations.NullMarked;
