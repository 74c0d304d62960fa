package io.bankfeed.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected bytes follow the specification of Thrift's compact protocol. */
final class ThriftWriterTest {

    private final BinaryBuffer out = new BinaryBuffer();
    private final ThriftWriter thrift = new ThriftWriter(out);

    @Test
    void fieldsHaveTheirDistanceAndTypeBeforeThem() {
        thrift.i32(1, 1).i64(2, -1).bool(4, true).bool(5, false).text(15, "hi").end();

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("1502" + "1601" + "21" + "12" + "a8026869" + "00");
    }

    @Test
    void distantFieldsHaveTheirIds() {
        thrift.i32(20, 300).end();

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("0528" + "d804" + "00");
    }

    @Test
    void structuresCountTheirOwnFields() {
        thrift.i32(7, 0).beginStruct(8).i32(1, 0).end().i32(9, 0).empty(10).end();

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("7500" + "1c" + "1500" + "00" + "1500" + "1c00" + "00");
    }

    @Test
    void shortListsHaveTheirSizeInOneByte() {
        thrift.beginList(1, ThriftWriter.I32, 2).element(0).element(-2);
        thrift.beginList(2, ThriftWriter.BINARY, 1).element("x");
        thrift.beginList(3, ThriftWriter.STRUCT, 1).beginElement().i32(1, 5).end();
        thrift.end();

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("19250003" + "19180178" + "191c150a00" + "00");
    }

    @Test
    void longListsHaveTheirSizeAfterTheType() {
        thrift.beginList(1, ThriftWriter.I32, 200);

        assertThat(BinaryBufferTest.hex(out)).isEqualTo("19f5c801");
    }
}
