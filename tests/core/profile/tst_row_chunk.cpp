// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_chunk.h"

#include <QTest>

#include <limits>

using namespace dockhand;
using namespace dockhand::profile;

namespace {

std::string textOf(std::uint32_t row, std::uint32_t column)
{
    return std::string(row * 5 + column % 3, static_cast<char>('a' + column % 26));
}

} // namespace

class TestRowChunk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsBeginNullAndKeepWhatIsSet_data();
    void rowsBeginNullAndKeepWhatIsSet();
    void packedRowsHoldWhatWasAdded_data();
    void packedRowsHoldWhatWasAdded();
    void clearingKeepsTheCapacity();
};

void TestRowChunk::rowsBeginNullAndKeepWhatIsSet_data()
{
    QTest::addColumn<quint32>("columns");
    for (const quint32 columns : { 1U, 27U, 63U, 64U, 65U, 128U, 129U })
        QTest::addRow("%u columns", columns) << columns;
}

void TestRowChunk::rowsBeginNullAndKeepWhatIsSet()
{
    QFETCH(quint32, columns);
    PackedRows rows;
    rows.reset(columns);
    constexpr std::uint32_t kRows = 5;
    for (std::uint32_t row = 0; row < kRows; ++row) {
        rows.append(row + 1, row * 10, row);
        rows.setPrefix(row + 100);
        QCOMPARE(rows.size(), row + 1);
        for (std::uint32_t column = 0; column < columns; ++column) {
            QVERIFY(rows.back().isNull(column));
            if ((column + row) % 3 == 0)
                rows.setInteger(column, std::numeric_limits<std::int64_t>::min() + column);
            else if ((column + row) % 3 == 1)
                rows.setText(column, textOf(row, column));
        }
    }
    for (std::uint32_t i = 0; i < kRows; ++i) {
        // A row is all there is of it: bytes elsewhere are as good.
        const std::string copy(rows.row(i).bytes(), rows.row(i).size());
        const PackedRow row(copy.data());
        QCOMPARE(row.size() % 8, 0U);
        QCOMPARE(row.slots(), columns);
        QCOMPARE(row.header().file, i + 1);
        QCOMPARE(row.header().record, std::int64_t { i } * 10);
        QCOMPARE(row.header().parent, i);
        QCOMPARE(row.header().prefix, std::uint64_t { i } + 100);
        for (std::uint32_t column = 0; column < columns; ++column) {
            QCOMPARE(row.isNull(column), (column + i) % 3 == 2);
            if ((column + i) % 3 == 0)
                QCOMPARE(row.integer(column), std::numeric_limits<std::int64_t>::min() + column);
            if ((column + i) % 3 == 1)
                QCOMPARE(row.text(column), std::string_view(textOf(i, column)));
        }
    }
    rows.setReal(0, -0.5);
    QCOMPARE(rows.back().real(0), -0.5);
}

void TestRowChunk::packedRowsHoldWhatWasAdded_data()
{
    rowsBeginNullAndKeepWhatIsSet_data();
}

// As `append` and its kind write them, whatever the lengths of the texts.
void TestRowChunk::packedRowsHoldWhatWasAdded()
{
    QFETCH(quint32, columns);
    ByteBuffer source; // padded, as the texts of a packer have to be
    source.append(std::string(200, 'x') + "the last text");
    const auto textAt = [&source](std::uint32_t row, std::uint32_t column) {
        const auto length = (row * 31 + column * 7) % 80 + 1;
        return source.view().substr(source.size() - length);
    };
    PackedRows packed;
    PackedRows set;
    packed.reset(columns);
    set.reset(columns);
    for (std::uint32_t row = 0; row < 40; ++row) {
        auto packer = packed.startRow(std::size_t { columns } * 80);
        set.append(row + 1, row * 10, row);
        set.setPrefix(0);
        for (std::uint32_t column = 0; column < columns; ++column) {
            const bool isNull = (column + row) % 3 == 2;
            if ((column + row) % 2 == 0) {
                packer.add(column + row, isNull);
                if (!isNull)
                    set.setInteger(column, column + row);
            } else {
                packer.addText(isNull ? std::string_view() : textAt(row, column));
                if (!isNull)
                    set.setText(column, textAt(row, column));
            }
        }
        packed.endRow(packer, { .file = row + 1, .parent = row, .record = row * 10 });
    }
    QCOMPARE(packed.size(), set.size());
    for (std::uint32_t i = 0; i < packed.size(); ++i) {
        const auto row = packed.row(i);
        const auto wanted = set.row(i);
        const auto header = row.header();
        const auto wantedHeader = wanted.header();
        QVERIFY(std::memcmp(&header, &wantedHeader, sizeof header) == 0);
        for (std::uint32_t column = 0; column < columns; ++column) {
            QCOMPARE(row.isNull(column), wanted.isNull(column));
            if (!row.isNull(column) && (column + i) % 2 == 0)
                QCOMPARE(row.integer(column), wanted.integer(column));
            else if (!row.isNull(column))
                QCOMPARE(row.text(column), wanted.text(column));
        }
    }
}

void TestRowChunk::clearingKeepsTheCapacity()
{
    RowChunk chunk;
    chunk.tables.resize(1);
    chunk.tables[0].reset(3);
    for (std::uint32_t i = 0; i < 100; ++i)
        chunk.tables[0].append(0, i);
    chunk.text.append("some text");
    chunk.rejects.resize(3);
    chunk.issues.resize(3);
    chunk.filtered = chunk.recordsRead = 4;
    chunk.isFinal = true;
    chunk.carryOver = "x";
    const auto before = chunk.bytes();
    QVERIFY(before >= 100 * 5 * sizeof(std::uint64_t));
    chunk.clear();
    QCOMPARE(chunk.bytes(), before);
    QCOMPARE(chunk.tables[0].size(), 0U);
    QVERIFY(chunk.text.view().empty() && chunk.rejects.empty() && chunk.issues.empty());
    QVERIFY(chunk.carryOver.isEmpty() && !chunk.isFinal);
    QCOMPARE(chunk.recordsRead + chunk.filtered, 0);
}

QTEST_GUILESS_MAIN(TestRowChunk)
#include "tst_row_chunk.moc"
