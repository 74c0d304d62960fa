package io.bankfeed;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A black-box test of the service, which starts from and restores the initial state. */
public abstract class ServiceTest {

    @BeforeEach
    @AfterEach
    protected void asAfterTheStart() {
        given().post("/stop").then().statusCode(200);
        configure("{}");
    }

    /** Replaces the configuration. */
    protected static void configure(String json) {
        given().contentType(ContentType.JSON).body(json).post("/config").then().statusCode(200);
    }
}
