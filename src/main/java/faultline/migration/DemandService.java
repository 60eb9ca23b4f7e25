package faultline.migration;

/** The destination's way of fetching a page that a vCPU waits for. */
interface DemandService {
    /** The fault of {@code vcpu}, which waits for a page that is not resident, has been handled: ask for the page. */
    void fault(int vcpu);
}
