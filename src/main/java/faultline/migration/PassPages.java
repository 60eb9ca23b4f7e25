package faultline.migration;

/** What the pages of a pass of pre-copy cost: runs of consecutive pages whose messages are alike. */
interface PassPages {
    /** Returns the first page behind {@code page} whose message is another one; at most {@code end}. */
    long runEnd(long page, long end);

    /** Returns the bytes of the message of {@code page}. */
    int bytes(long page);

    /** Returns the time that this message takes, in ps. */
    long servicePs(long page);

    /** Returns the least time that any message takes, in ps. */
    long leastPs();

    /** Accounts for pages {@code from} to {@code to} − 1, a part of a run that has been sent. */
    void sent(long from, long to);

    /** The dirty log was read for the {@code passes}-th time. */
    void read(int passes);

    /** The guest has stopped. */
    void stop();
}
