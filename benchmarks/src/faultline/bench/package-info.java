/** Benchmarks; each says the question that it answers and its baseline. */
@NullMarked
package faultline.bench;

import org.jspecify.annotations.NullMarked;
