// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/byte_buffer.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using dockhand::ByteBuffer;

/// The buffer keeps its bytes and its padding, whatever is done to it.
class TestByteBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendKeepsWhatIsThere();
    void freeBytesAreClaimedByGrow();
    void discardFrontMovesTheRest();
    void paddingBehindCapacityIsReadable();
    void clearKeepsTheCapacity();
};

void TestByteBuffer::appendKeepsWhatIsThere()
{
    ByteBuffer buffer;
    std::string expected;
    for (int i = 0; i < 1000; ++i) {
        const std::string piece = std::to_string(i) + ',';
        buffer.append(piece);
        expected += piece;
    }
    QVERIFY(buffer.view() == expected);
}

void TestByteBuffer::freeBytesAreClaimedByGrow()
{
    ByteBuffer buffer(16);
    const auto room = buffer.free();
    QCOMPARE(room.size(), std::size_t { 16 });
    std::iota(room.begin(), room.end(), 'a');
    buffer.grow(3);
    QVERIFY(buffer.view() == "abc");
    QCOMPARE(buffer.free().size(), std::size_t { 13 });
}

void TestByteBuffer::discardFrontMovesTheRest()
{
    ByteBuffer buffer;
    buffer.append("header\nrow");
    buffer.discardFront(7);
    QVERIFY(buffer.view() == "row");
    buffer.discardFront(3);
    QCOMPARE(buffer.size(), std::size_t { 0 });
}

void TestByteBuffer::paddingBehindCapacityIsReadable()
{
    const ByteBuffer buffer(100);
    const char *end = buffer.data() + buffer.capacity();
    QVERIFY(std::all_of(end, end + ByteBuffer::kPadding, [](char c) { return c == 0; }));
}

void TestByteBuffer::clearKeepsTheCapacity()
{
    ByteBuffer buffer;
    buffer.append(std::string(5000, 'x'));
    const auto capacity = buffer.capacity();
    buffer.clear();
    QCOMPARE(buffer.size(), std::size_t { 0 });
    QCOMPARE(buffer.capacity(), capacity);
}

QTEST_GUILESS_MAIN(TestByteBuffer)
#include "tst_byte_buffer.moc"
