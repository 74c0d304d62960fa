package io.bankfeed.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /transaction, '', 1",
        "GET, /transactions/0, '', 1",
        "GET, /transactions/1, '', 2",
        "GET, /transactions/1000, '', 21",
        "GET, /transactions/99999999999999999999999, '', 21",
        "GET, /transactions/-5, '', 1",
        "HEAD, /transactions/1000, '', 1",
        "HEAD, /labels, from=TXN_00000001&to=TXN_00010000, 201",
        "GET, /stream, '', 1",
        "GET, /labels, from=TXN_00000001&to=TXN_00000050, 2",
        "GET, /labels, from=TXN_00000001&to=TXN_99999999, 201",
        "GET, /labels, from=TXN_00000009&to=TXN_00000001, 1",
        "GET, /datasets, '', 51",
        "GET, /datasets, count=2000000, 100001",
        "GET, /datasets, count=1000&offset=5&rate=1000, 7801",
        "GET, /datasets, count=1000&offset=5&rate=rubbish, 51",
        "GET, /datasets, count=1000&offset=5, 51",
        "OPTIONS, /config, '', 0",
        "GET, /q/health/live, '', 0",
        "GET, /q/metrics, '', 0",
        "GET, /scoreboard, '', 200",
        "GET, /quiet, '', 1"
    })
    void costDependsOnTheRequest(String method, String path, String query, long units) {
        assertThat(Cost.of(method, path, parsed(query), null)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "750, 2", "99999999999, 351", "rubbish, 1"})
    void costOfALabelQueryDependsOnItsSize(String length, long units) {
        assertThat(Cost.of("POST", "/labels/query", parsed(""), length)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "1500, 2", "99999999999, 335", "rubbish, 1"})
    void costOfScoresDependsOnTheirSize(String length, long units) {
        assertThat(Cost.of("POST", "/scores", parsed(""), length)).isEqualTo(units);
    }

    private static MultiMap parsed(String query) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        for (String one : query.split("&", -1)) {
            if (!one.isEmpty()) {
                parameters.add(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
            }
        }
        return parameters;
    }
}
