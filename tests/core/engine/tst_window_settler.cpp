// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_settler.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace dockhand;
using namespace dockhand::engine;
using profile::DuplicatePolicy;
using profile::RowChunk;
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
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto &table = rows[i].chunk->tables[0];
            outcomes[i] = put(table.integer(rows[i].row, 0), table.integer(rows[i].row, 1));
            if (outcomes[i] == RowOutcome::Refused)
                m_refusals.push_back({ i, QStringLiteral("rule") });
        }
        return {};
    }

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

private:
    DuplicatePolicy m_policy;
    std::vector<target::Refusal> m_refusals;
};

profile::ImportProfile pairs()
{
    profile::ImportProfile profile;
    profile::TableSpec spec;
    spec.columns = { { QStringLiteral("k"), profile::ValueType::Integer, 0, true },
                     { QStringLiteral("v"), profile::ValueType::Integer, 0, true } };
    spec.key = { 0 };
    profile.tables.push_back({ spec, {} });
    return profile;
}

Window windowOf(const std::vector<std::pair<std::int64_t, std::int64_t>> &records)
{
    auto chunk = std::make_unique<RowChunk>();
    chunk->tables.resize(1);
    chunk->tables[0].reset(2);
    for (std::uint32_t i = 0; i < records.size(); ++i) {
        const auto row = chunk->tables[0].append({ i, i });
        chunk->tables[0].setInteger(row, 0, records[i].first);
        chunk->tables[0].setInteger(row, 1, records[i].second);
    }
    Window window;
    window.parts.push_back({ 0, std::move(chunk) });
    return window;
}

} // namespace

/// Equal keys inside a window end as if every record had been written by itself.
class TestWindowSettler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outcomesEqualRecordByRecord_data();
    void outcomesEqualRecordByRecord();
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
    const auto profile = pairs();
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

        auto window = windowOf(records);
        const std::vector<std::size_t> profileOfFile { 0 };
        const std::vector<const profile::ImportProfile *> profiles { &profile };
        sortWindow(window, profileOfFile, profiles);
        WindowSettler settler(window, duplicates, [](std::size_t) { return std::int64_t { 1 }; });
        const auto settled = settler.settle(window.tables[0], profile.tables[0].spec, table, {});
        QVERIFY(settled);
        std::map<std::int64_t, std::multiset<int>> found;
        for (std::size_t i = 0; i < settled->outcomes.size(); ++i) {
            const auto row = window.tables[0].rows[i].row;
            found[window.parts[0].chunk->tables[0].integer(row, 0)].insert(
                static_cast<int>(settled->outcomes[i]));
        }
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

void TestWindowSettler::refusedRowsCarryTheMessage()
{
    const auto profile = pairs();
    auto window = windowOf({ { 1, kRefusedValue }, { 2, 5 }, { 3, kRefusedValue } });
    const std::vector<std::size_t> profileOfFile { 0 };
    const std::vector<const profile::ImportProfile *> profiles { &profile };
    sortWindow(window, profileOfFile, profiles);
    MemoryTable table(DuplicatePolicy::Skip);
    WindowSettler settler(window, DuplicatePolicy::Skip,
                          [](std::size_t) { return std::int64_t { 1 }; });
    const auto settled = settler.settle(window.tables[0], profile.tables[0].spec, table, {});
    QVERIFY(settled);
    QCOMPARE(settled->refused.size(), std::size_t { 2 });
    QCOMPARE(settled->refused[0].row, std::size_t { 0 });
    QCOMPARE(settled->refused[1].row, std::size_t { 2 });
    QCOMPARE(settled->refused[1].message, QStringLiteral("rule"));
}

void TestWindowSettler::excludedRowsAreNotWritten()
{
    const auto profile = pairs();
    auto window = windowOf({ { 1, 5 }, { 2, 6 } });
    const std::vector<std::size_t> profileOfFile { 0 };
    const std::vector<const profile::ImportProfile *> profiles { &profile };
    sortWindow(window, profileOfFile, profiles);
    MemoryTable table(DuplicatePolicy::Skip);
    WindowSettler settler(window, DuplicatePolicy::Skip,
                          [](std::size_t) { return std::int64_t { 1 }; });
    const auto settled = settler.settle(window.tables[0], profile.tables[0].spec, table,
                                        { { 0, QStringLiteral("parent") } });
    QVERIFY(settled);
    QCOMPARE(static_cast<int>(settled->outcomes[0]), static_cast<int>(RowOutcome::Refused));
    QCOMPARE(static_cast<int>(settled->outcomes[1]), static_cast<int>(RowOutcome::Inserted));
    QVERIFY((table.values == std::map<std::int64_t, std::int64_t> { { 2, 6 } }));
}

QTEST_GUILESS_MAIN(TestWindowSettler)
#include "tst_window_settler.moc"
