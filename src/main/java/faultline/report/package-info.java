/** Tables, charts, CSV; the only package that knows XChart. */
@NullMarked
package faultline.report;

import org.jspecify.annotations.NullMarked;
