package io.bankfeed.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /q/info} says: what runs here. The keys are those of Quarkus' own extension for it.
 *
 * @param git left out if the service was not built from a repository
 */
@JsonPropertyOrder({"git", "java", "os", "build"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Info(@Nullable Git git, Java java, Os os, Build build) {

    /** From which commit it was built. */
    public record Git(String branch, Commit commit) {}

    /** A commit. */
    public record Commit(String id, String time) {}

    /** What it runs on; a native executable says what it was built with. */
    public record Java(String version, String vendor) {}

    /** The machine's system. */
    public record Os(String name, String version, String arch) {}

    /** What was built. */
    public record Build(String group, String artifact, String version) {}
}
