// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_chunk.h"

#include <QTest>

#include <limits>

using namespace dockhand;
using namespace dockhand::profile;

class TestRowChunk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsBeginNullAndKeepWhatIsSet_data();
    void rowsBeginNullAndKeepWhatIsSet();
    void theLastRowCanBeTakenBack();
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
        QCOMPARE(rows.append({ row * 10, row + 1 }), row);
        for (std::uint32_t column = 0; column < columns; ++column) {
            QVERIFY(rows.isNull(row, column));
            if ((column + row) % 3 == 0)
                rows.setInteger(row, column, std::numeric_limits<std::int64_t>::min() + column);
            else if ((column + row) % 3 == 1)
                rows.setText(row, column, { column, row });
        }
    }
    QCOMPARE(rows.size(), kRows);
    for (std::uint32_t row = 0; row < kRows; ++row) {
        QCOMPARE(rows.header(row).record, row * 10);
        QCOMPARE(rows.header(row).parent, row + 1);
        for (std::uint32_t column = 0; column < columns; ++column) {
            QCOMPARE(rows.isNull(row, column), (column + row) % 3 == 2);
            if ((column + row) % 3 == 0)
                QCOMPARE(rows.integer(row, column),
                         std::numeric_limits<std::int64_t>::min() + column);
            if ((column + row) % 3 == 1)
                QCOMPARE(rows.text(row, column).length, row);
        }
    }
    rows.setReal(0, 0, -0.5);
    QCOMPARE(rows.real(0, 0), -0.5);
}

void TestRowChunk::theLastRowCanBeTakenBack()
{
    PackedRows rows;
    rows.reset(2);
    (void)rows.append({ 1, 0 });
    rows.setInteger(0, 1, 7);
    (void)rows.append({ 2, 1 });
    rows.dropLast();
    QCOMPARE(rows.size(), 1U);
    QCOMPARE(rows.append({ 3, 1 }), 1U);
    QVERIFY(rows.isNull(1, 0) && rows.isNull(1, 1));
    QCOMPARE(rows.integer(0, 1), 7);
}

void TestRowChunk::clearingKeepsTheCapacity()
{
    RowChunk chunk;
    chunk.tables.resize(1);
    chunk.tables[0].reset(3);
    for (std::uint32_t i = 0; i < 100; ++i)
        (void)chunk.tables[0].append({ i, i });
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
