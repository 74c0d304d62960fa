package io.bankfeed.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.openapi.runtime.io.Format;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
final class DocumentOnDemandResourceTest {

    /** Its preparation is a third of the start of a native executable. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void quarkusPreparesNoDocumentOfItsOwn(Format format) {
        OpenApiDocumentService service =
                Arc.container().instance(OpenApiDocumentService.class).get();

        assertThat(service.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, format).length)
                .isZero();
    }
}
