package io.bankfeed;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the service with other settings, which it starts once for each profile. See {@link DefaultSuite}. */
@Suite
@SelectPackages("io.bankfeed")
@IncludeClassNamePatterns(".*ProfileTest")
@ConfigurationParameter(
        key = "junit.jupiter.testclass.order.default",
        value = "io.quarkus.test.junit.util.QuarkusTestProfileAwareClassOrderer")
class ProfileSuite {}
