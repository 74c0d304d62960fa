package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The trips and the devices of customers. */
final class CustomerTest {

    private static final int SIZE = 4000;
    private static final long DAY = 20_458;

    private final Customers customers = new Customers(7, SIZE, 1000, 1);

    @Test
    void tripsAreOfWholeDaysAndAtLeastFiveDaysLong() {
        for (int index = 0; index < SIZE; index++) {
            Customer customer = customers.at(index);
            long changed = Long.MIN_VALUE;
            for (long day = DAY; day < DAY + 60; day++) {
                if (customer.locationOn(day) != customer.locationOn(day - 1)) {
                    assertThat(changed).isLessThanOrEqualTo(day - 5);
                    changed = day;
                }
            }
        }
    }

    @Test
    void everyPlaceIsVisitedButCustomersAreMostlyAtHome() {
        Map<Location, Long> away = IntStream.range(0, 400)
                .mapToObj(customers::at)
                .flatMap(customer -> days(400)
                        .mapToObj(customer::locationOn)
                        .filter(place -> place != customer.account().homeCity()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(away).containsOnlyKeys(Location.values());
        assertThat(away.values().stream().mapToLong(count -> count).sum() / (400.0 * 400))
                .isCloseTo(0.045, offset(0.01));
    }

    @Test
    void phoneIsReplacedAfter90To490Days() {
        for (int index = 0; index < 200; index++) {
            Customer customer = customers.at(index);
            List<Long> replaced = days(2000)
                    .filter(day -> lastDigits(customer, day) != lastDigits(customer, day - 1))
                    .boxed()
                    .toList();

            assertThat(replaced).hasSizeBetween(4, 23);
            for (int i = 1; i < replaced.size(); i++) {
                assertThat(replaced.get(i) - replaced.get(i - 1)).isBetween(90L, 490L);
            }
        }
    }

    @Test
    void deviceIsFreshForItsFirstTenDays() {
        for (int index = 0; index < 200; index++) {
            Customer customer = customers.at(index);
            long replaced = days(500)
                    .filter(day -> lastDigits(customer, day) != lastDigits(customer, day - 1))
                    .findFirst()
                    .orElseThrow();

            assertThat(phone(customer, replaced - 1).fresh()).isFalse();
            assertThat(LongStream.range(replaced, replaced + 10).mapToObj(day -> phone(customer, day)))
                    .allMatch(Device::fresh)
                    .containsOnly(phone(customer, replaced));
            assertThat(phone(customer, replaced).number()).isBetween(80_000, 99_999);
            assertThat(phone(customer, replaced + 10).fresh()).isFalse();
            assertThat(phone(customer, replaced + 10).number()).isBetween(10_000, 49_999);
        }
    }

    @Test
    void noDeviceIsFreshWithoutNewDevices() {
        assertThat(days(2000).mapToObj(day -> customers.at(1).deviceOn(day, 0, new KeyedRandom(1, day))))
                .noneMatch(Device::fresh);
    }

    @Test
    void secondDeviceIsUsedNowAndThen() {
        Device phone = phone(customers.at(1), DAY);
        long second = IntStream.range(0, 10_000)
                .filter(i -> !phone.equals(customers.at(1).deviceOn(DAY, 1, new KeyedRandom(1, i))))
                .count();

        assertThat(second / 10_000.0).isCloseTo(0.15, offset(0.015));
    }

    @Test
    void firstDigitOfFreshDeviceTellsNothingAboutTheOthers() {
        List<Integer> numbers = new ArrayList<>();
        for (int index = 0; index < SIZE; index++) {
            for (long day = DAY; day < DAY + 500; day += 10) {
                Device device = customers.at(index).deviceOn(day, 1, new KeyedRandom(index, day));
                if (device.fresh()) {
                    numbers.add(device.number());
                }
            }
        }

        for (int modulus : new int[] {2, 3, 4, 5, 10}) {
            Map<Integer, Long> counts = numbers.stream()
                    .collect(Collectors.groupingBy(
                            number -> number / 10_000 * 100 + number % modulus, Collectors.counting()));
            double expected = numbers.size() / 2.0 / modulus;
            assertThat(counts).hasSize(2 * modulus);
            assertThat(counts.values())
                    .allSatisfy(
                            count -> assertThat((double) count).isCloseTo(expected, offset(6 * Math.sqrt(expected))));
        }
    }

    /** The last four digits of the current phone's number, which it keeps. */
    private static int lastDigits(Customer customer, long day) {
        return phone(customer, day).number() % 10_000;
    }

    /** The device that the customer usually uses: the first random number selects it. */
    private static Device phone(Customer customer, long day) {
        return customer.deviceOn(day, 1, new KeyedRandom(1, 0));
    }

    private static LongStream days(int count) {
        return LongStream.range(DAY, DAY + count);
    }
}
