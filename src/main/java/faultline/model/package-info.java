/** Immutable records of a scenario, a run and a profile, and what is valid of them. */
@NullMarked
package faultline.model;

import org.jspecify.annotations.NullMarked;
