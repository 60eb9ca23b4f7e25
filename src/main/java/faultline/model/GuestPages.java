package faultline.model;

import faultline.unit.Bytes;

/** What is known of a guest's memory: how much of it holds only zeros, and how much does not. */
public record GuestPages(Bytes zero, Bytes nonzero) {}
