package io.bankfeed.scoring;

import static io.restassured.RestAssured.given;

/** The detectors on the scoreboard of the running service. */
public final class PostedDetectors {

    private PostedDetectors() {}

    /** Empties the scoreboard. */
    public static void deleteAll() {
        given().get("/scoreboard")
                .jsonPath()
                .<String>getList("detectors.detector")
                .forEach(name -> given().delete("/scoreboard/" + name).then().statusCode(204));
    }
}
