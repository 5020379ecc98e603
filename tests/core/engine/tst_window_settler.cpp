// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_settler.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace dockhand;
using namespace dockhand::engine;
using profile::DuplicatePolicy;
using target::RowOutcome;

namespace {

constexpr std::int64_t kRefusedValue = 13; ///< what the table's rule does not allow

/// A table of (key -> value) that refuses one value: what a database would answer, record by
/// record.
class MemoryTable final : public target::RowWriter
{
public:
    explicit MemoryTable(DuplicatePolicy policy)
        : m_policy(policy)
    {
    }

    Result<void> write(std::span<const target::RowRef> rows,
                       std::span<RowOutcome> outcomes) override
    {
        m_refusals.clear();
        ++writes;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            outcomes[i] = put(rows[i].row.integer(0), rows[i].row.integer(1));
            if (outcomes[i] == RowOutcome::Refused)
                m_refusals.push_back({ i, QStringLiteral("rule") });
        }
        return {};
    }

    Result<void> beginWindow(std::int64_t) override { return {}; }
    bool writesApart() const override { return isApart; }
    Result<void> endWindow() override { return {}; }
    const std::vector<target::Refusal> &refusals() const override { return m_refusals; }

    RowOutcome put(std::int64_t key, std::int64_t value)
    {
        const bool isThere = values.contains(key);
        if (isThere && m_policy != DuplicatePolicy::Update)
            return RowOutcome::Duplicate;
        if (value == kRefusedValue)
            return RowOutcome::Refused;
        values[key] = value;
        return isThere ? RowOutcome::Updated : RowOutcome::Inserted;
    }

    std::map<std::int64_t, std::int64_t> values;
    bool isApart = false;
    int writes = 0;

private:
    DuplicatePolicy m_policy;
    std::vector<target::Refusal> m_refusals;
};

profile::TableSpec pairs()
{
    profile::TableSpec spec;
    spec.columns = { { QStringLiteral("k"), profile::ValueType::Integer, 0, true },
                     { QStringLiteral("v"), profile::ValueType::Integer, 0, true } };
    spec.key = { 0 };
    return spec;
}

/// Rows of `pairs()` in key order.
class SortedPairs
{
public:
    explicit SortedPairs(const std::vector<std::pair<std::int64_t, std::int64_t>> &records,
                         bool eachInItsFile = false)
    {
        m_rows.reset(2);
        for (const auto &[key, value] : records) {
            m_rows.append(eachInItsFile ? m_rows.size() : 0, m_rows.size() + 1);
            m_rows.setInteger(0, key);
            m_rows.setInteger(1, value);
            m_rows.setPrefix(profile::keyPrefix(pairs(), m_rows.back()));
        }
        for (std::uint32_t i = 0; i < m_rows.size(); ++i)
            views.push_back(m_rows.row(i));
        const auto spec = pairs();
        std::sort(views.begin(), views.end(),
                  [&](auto a, auto b) { return profile::comesBefore(spec, a, b); });
    }

    std::vector<profile::PackedRow> views;

private:
    profile::PackedRows m_rows;
};

std::int64_t noFile(std::size_t)
{
    return 1;
}

} // namespace

/// Equal keys inside a window end as if every record had been written by itself.
class TestWindowSettler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomesEqualRecordByRecord_data();
    void outcomesEqualRecordByRecord();
    void updatesOfSeveralFilesFollowEachOther();
    void placeApartTakesThemAtOnce();
    void refusedRowsCarryTheMessage();
    void excludedRowsAreNotWritten();
};

void TestWindowSettler::outcomesEqualRecordByRecord_data()
{
    QTest::addColumn<int>("policy");
    QTest::newRow("skip") << static_cast<int>(DuplicatePolicy::Skip);
    QTest::newRow("update") << static_cast<int>(DuplicatePolicy::Update);
    QTest::newRow("reject") << static_cast<int>(DuplicatePolicy::Reject);
}

void TestWindowSettler::outcomesEqualRecordByRecord()
{
    QFETCH(int, policy);
    const auto duplicates = static_cast<DuplicatePolicy>(policy);
    const auto spec = pairs();
    std::mt19937 random(static_cast<unsigned>(policy) + 1);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::pair<std::int64_t, std::int64_t>> records(1 + random() % 12);
        for (auto &[key, value] : records) {
            key = random() % 4;
            value = 10 + random() % 4; // one in four is refused
        }
        MemoryTable slow(duplicates);
        MemoryTable table(duplicates);
        if (random() % 2 == 0) {
            slow.values[1] = 99;
            table.values[1] = 99;
        }
        std::map<std::int64_t, std::multiset<int>> expected;
        for (const auto &[key, value] : records)
            expected[key].insert(static_cast<int>(slow.put(key, value)));

        const SortedPairs rows(records);
        WindowSettler settler(spec, duplicates, noFile);
        const auto settled = settler.settle(rows.views, table);
        QVERIFY(settled);
        std::map<std::int64_t, std::multiset<int>> found;
        for (std::size_t i = 0; i < rows.views.size(); ++i)
            found[rows.views[i].integer(0)].insert(static_cast<int>((*settled)->outcomes[i]));
        QVERIFY(table.values == slow.values);
        if (duplicates != DuplicatePolicy::Update) {
            QVERIFY(found == expected);
        } else {
            // A refused update does not happen when a later record of the key is taken, so only
            // what came in is compared.
            for (const auto &[key, outcomes] : expected)
                QCOMPARE(found[key].count(static_cast<int>(RowOutcome::Inserted)),
                         outcomes.count(static_cast<int>(RowOutcome::Inserted)));
        }
    }
}

// What each file's record of a key found is kept, so each is written.
void TestWindowSettler::updatesOfSeveralFilesFollowEachOther()
{
    const auto spec = pairs();
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::pair<std::int64_t, std::int64_t>> records(1 + random() % 12);
        for (auto &[key, value] : records) {
            key = random() % 4;
            value = 10 + random() % 4; // one in four is refused
        }
        MemoryTable slow(DuplicatePolicy::Update);
        std::vector<RowOutcome> expected;
        for (const auto &[key, value] : records)
            expected.push_back(slow.put(key, value));
        const SortedPairs rows(records, true);
        MemoryTable table(DuplicatePolicy::Update);
        WindowSettler settler(spec, DuplicatePolicy::Update, noFile);
        const auto settled = settler.settle(rows.views, table);
        QVERIFY(settled);
        for (std::size_t i = 0; i < rows.views.size(); ++i)
            QCOMPARE((*settled)->outcomes[i], expected[rows.views[i].header().file]);
        QVERIFY(table.values == slow.values);
    }
}

void TestWindowSettler::placeApartTakesThemAtOnce()
{
    const auto spec = pairs();
    const SortedPairs rows({ { 1, 5 }, { 2, 6 }, { 1, 7 }, { 1, 8 } }, true);
    MemoryTable table(DuplicatePolicy::Update);
    table.isApart = true;
    WindowSettler settler(spec, DuplicatePolicy::Update, noFile);
    const auto settled = settler.settle(rows.views, table);
    QVERIFY(settled);
    QCOMPARE(table.writes, 1);
    QVERIFY((table.values == std::map<std::int64_t, std::int64_t> { { 1, 8 }, { 2, 6 } }));
    QVERIFY(((*settled)->outcomes
             == std::vector<RowOutcome> { RowOutcome::Inserted, RowOutcome::Updated,
                                          RowOutcome::Updated, RowOutcome::Inserted }));
}

void TestWindowSettler::refusedRowsCarryTheMessage()
{
    const auto spec = pairs();
    const SortedPairs rows({ { 1, kRefusedValue }, { 2, 5 }, { 3, kRefusedValue } });
    MemoryTable table(DuplicatePolicy::Skip);
    WindowSettler settler(spec, DuplicatePolicy::Skip, noFile);
    const auto settled = settler.settle(rows.views, table);
    QVERIFY(settled);
    QCOMPARE((*settled)->refused.size(), std::size_t { 2 });
    QCOMPARE((*settled)->refused[0].row, std::size_t { 0 });
    QCOMPARE((*settled)->refused[1].row, std::size_t { 2 });
    QCOMPARE((*settled)->refused[1].message, QStringLiteral("rule"));
}

void TestWindowSettler::excludedRowsAreNotWritten()
{
    const auto spec = pairs();
    const SortedPairs rows({ { 1, 5 }, { 2, 6 } });
    MemoryTable table(DuplicatePolicy::Skip);
    WindowSettler settler(spec, DuplicatePolicy::Skip, noFile);
    const auto settled = settler.settle(rows.views, table, { { 0, QStringLiteral("parent") } });
    QVERIFY(settled);
    QCOMPARE(static_cast<int>((*settled)->outcomes[0]), static_cast<int>(RowOutcome::Refused));
    QCOMPARE(static_cast<int>((*settled)->outcomes[1]), static_cast<int>(RowOutcome::Inserted));
    QVERIFY((table.values == std::map<std::int64_t, std::int64_t> { { 2, 6 } }));
}

QTEST_GUILESS_MAIN(TestWindowSettler)
#include "tst_window_settler.moc"
