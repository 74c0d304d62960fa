package io.bankfeed.batch;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TransactionsIT extends TransactionsResourceTest {}
