package io.bankfeed.deployment;

import java.util.List;

/** The processes of a test. */
final class Processes {

    private Processes() {}

    /** Ends processes and what they have started by SIGKILL, and waits for them. */
    static void kill(List<Process> started) {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        });
    }
}
