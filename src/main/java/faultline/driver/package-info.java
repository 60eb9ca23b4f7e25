/** Real migrations through libvirt: the only package that knows libvirt, QEMU's monitor and the hosts' own tools. */
@NullMarked
package faultline.driver;

import org.jspecify.annotations.NullMarked;
