package io.bankfeed.operations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Which build runs here, for those who operate the service. */
@Path("/q/info")
@Produces(MediaType.APPLICATION_JSON)
public class InfoResource {

    private static final String GROUP = "io.bankfeed";

    /** Written by the build, if there is a repository. */
    private static final String COMMIT = "/git.properties";

    private final Info info;

    InfoResource(
            @ConfigProperty(name = "quarkus.application.name") String artifact,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        info = new Info(
                git(),
                new Info.Java(System.getProperty("java.version", ""), System.getProperty("java.vendor", "")),
                new Info.Os(
                        System.getProperty("os.name", ""),
                        System.getProperty("os.version", ""),
                        System.getProperty("os.arch", "")),
                new Info.Build(GROUP, artifact, version));
    }

    @GET
    @Operation(hidden = true)
    public Info info() {
        return info;
    }

    private static Info.@Nullable Git git() {
        Properties commit = new Properties();
        try (InputStream file = InfoResource.class.getResourceAsStream(COMMIT)) {
            if (file == null) {
                return null;
            }
            commit.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Info.Git(
                commit.getProperty("git.branch", ""),
                new Info.Commit(
                        commit.getProperty("git.commit.id.full", ""), commit.getProperty("git.commit.time", "")));
    }
}
