/** The command line, one command a file. */
@NullMarked
package faultline.cli;

import org.jspecify.annotations.NullMarked;
