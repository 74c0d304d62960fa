package io.bankfeed;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests of the service with its defaults, which it starts once for. The build runs it first, beside {@link ProfileSuite}
 * and the plain tests: without suites, Surefire would give each of its processes one class at a time, and Quarkus would start
 * again for each class.
 */
@Suite
@SelectPackages("io.bankfeed")
@IncludeClassNamePatterns(".*ResourceTest")
class DefaultSuite {}
