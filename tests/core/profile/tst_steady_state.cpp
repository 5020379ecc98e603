// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_converter.h"
#include "core/source/csv_reader.h"
#include "core/source/memory_source.h"
#include "tests/core/profile/allocation_counter.h"
#include "tests/data/order_generator.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand;
using namespace dockhand::profile;
using test::allocations;

Q_DECLARE_METATYPE(dockhand::profile::DuplicatePolicy)

namespace {

ProfileBinding bindOrders(const std::vector<std::string> &header)
{
    source::Sniff sniff;
    sniff.header = header;
    for (auto &profile : loadProfiles({})) {
        if (profile.id == u"jakmall-dropship"_s)
            return bindProfile(std::make_shared<const ImportProfile>(std::move(profile)), sniff)
                .value();
    }
    return {};
}

/// What some blocks cost.
struct Cost
{
    std::int64_t records = 0;
    std::int64_t rejected = 0;
    std::int64_t allocations = 0;
};

/// A file on its way through reader and converter.
class Conveyor
{
public:
    Conveyor(std::string_view text, const ConverterOptions &options)
        : m_reader(std::make_unique<source::MemorySource>(text), source::Dialect {},
                   { .maxBlockBytes = 8 << 20 })
        , m_converter(bindOrders(m_reader.readHeader().value()), options)
    {
    }

    Cost move(int blocks, std::uint32_t records)
    {
        Cost cost;
        m_reader.setMaxRecords(records);
        const auto before = allocations();
        for (int i = 0; i < blocks && m_reader.next(m_block).value_or(false); ++i) {
            m_converter.convert(m_block, m_chunk);
            cost.records += m_chunk.recordsRead;
            cost.rejected += static_cast<std::int64_t>(m_chunk.rejects.size());
        }
        cost.allocations = allocations() - before;
        return cost;
    }

private:
    source::CsvReader m_reader;
    RowConverter m_converter;
    source::RecordBlock m_block;
    RowChunk m_chunk;
};

} // namespace

class TestSteadyState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCounterSeesEveryKind();
    void moreRecordsCostNoAllocation_data();
    void moreRecordsCostNoAllocation();
};

void TestSteadyState::theCounterSeesEveryKind()
{
    const auto before = allocations();
    const auto number = std::make_unique<int>(1);
    QCOMPARE(allocations(), before + 1);
    const QByteArray bytes(100, 'x'); // Qt asks malloc
    QCOMPARE(allocations(), before + 2);
    QVERIFY(number && !bytes.isEmpty());
}

void TestSteadyState::moreRecordsCostNoAllocation_data()
{
    QTest::addColumn<double>("dirtyShare");
    QTest::addColumn<DuplicatePolicy>("duplicates");
    QTest::addColumn<bool>("keepsRecords");
    QTest::newRow("clean") << 0.0 << DuplicatePolicy::Skip << false;
    QTest::newRow("a tenth is rejected") << 0.1 << DuplicatePolicy::Skip << false;
    QTest::newRow("parents compared") << 0.02 << DuplicatePolicy::Update << false;
    QTest::newRow("records kept") << 0.02 << DuplicatePolicy::Reject << true;
}

// The same number of blocks with ten times the records: what is asked for belongs to the blocks.
void TestSteadyState::moreRecordsCostNoAllocation()
{
    QFETCH(const double, dirtyShare);
    QFETCH(const DuplicatePolicy, duplicates);
    QFETCH(const bool, keepsRecords);
    const auto text
        = testdata::OrderGenerator({ .rowsPerFile = 80'000, .dirtyShare = dirtyShare }).file();
    Conveyor conveyor(text, { .duplicates = duplicates, .file = 0, .keepsRecords = keepsRecords });
    const auto warmUp = conveyor.move(5, 5000);
    const auto few = conveyor.move(10, 410);
    const auto many = conveyor.move(10, 4100);
    QVERIFY(warmUp.records > 20'000);
    QVERIFY(few.records > 0 && few.records <= 4100);
    QVERIFY(many.records > 8 * few.records); // the end of the reader's buffer cuts a block short
    QCOMPARE(many.rejected > 0, dirtyShare > 0);
    QCOMPARE(many.allocations, few.allocations);
    QVERIFY(few.allocations > 0); // hash and state of each block
}

QTEST_GUILESS_MAIN(TestSteadyState)
#include "tst_steady_state.moc"
