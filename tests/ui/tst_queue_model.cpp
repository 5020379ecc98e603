// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queue_filter.h"
#include "ui/queue/queue_model.h"
#include "ui/queue/row_builder.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include "sample_rows.h"
#include <array>

using namespace Qt::StringLiterals;
using namespace dockhand::ui;
using dockhand::ledger::Counts;
using dockhand::ledger::FileState;
using Column = QueueModel::Column;

class TestQueueModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysConsistentThroughChanges();
    void everyStateHasItsOwnWordOrIcon();
    void everyStateBelongsToOneGroup();
    void unknownNumbersAreEmpty();
    void estimatesBeginWithATilde();
    void tickTellsOneBlockPerStretch();
    void updatedRowsAreToldAndCounted();
    void tickWithoutNewsTellsNothing();
    void countsMustBalanceOnScreen();
    void reorderKeepsPersistentIndexes();
    void removeTakesRowsFromAnywhere();
    void groupFilterFollowsStates();
    void textFilterLooksAtNamesAndProfiles();
    void rowsKeepTheirPlaceWhileRunning();
    void cellsSpeakToAssistiveTechnology();
    void cancelledFilesCanBeStartedAgain();
    void onlyWhatWasCutOffCanStartOver();

private:
    static QString cell(const QueueModel &model, int row, Column column)
    {
        return model.index(row, static_cast<int>(column)).data().toString();
    }
};

void TestQueueModel::staysConsistentThroughChanges()
{
    QueueModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QueueFilter filter;
    QAbstractItemModelTester filterTester(&filter,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    filter.setSourceModel(&model);
    filter.sort(static_cast<int>(Column::File), Qt::DescendingOrder);
    model.append(testing::readyRows(20));
    model.append(testing::readyRows(5, 100));
    const std::array progress { RowProgress { 3, FileState::Importing, 500, { 10, 10 } },
                                RowProgress { 101, FileState::Done, 900, { 20, 20 } } };
    model.apply(progress);
    filter.setGroup(StateGroup::Importing);
    QCOMPARE(filter.rowCount(), 1);
    filter.setGroup(std::nullopt);
    std::vector<std::int64_t> order;
    for (auto it = model.rows().rbegin(); it != model.rows().rend(); ++it) {
        order.push_back(it->id);
    }
    model.reorder(order);
    const std::array gone { std::int64_t(1), std::int64_t(2), std::int64_t(104) };
    model.remove(gone);
    QCOMPARE(model.rowCount(), 22);
    QCOMPARE(filter.rowCount(), 22);
}

void TestQueueModel::everyStateHasItsOwnWordOrIcon()
{
    QueueModel model;
    model.append(testing::rowsOfEveryState());
    QSet<QString> looks;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, static_cast<int>(Column::State));
        QVERIFY(!index.data().toString().isEmpty());
        QVERIFY(!index.data(QueueModel::IconRole).toString().isEmpty());
        looks.insert(index.data().toString());
    }
    QCOMPARE(looks.size(), 14); // twelve states and "Choose profile"; two rows are importing
}

void TestQueueModel::everyStateBelongsToOneGroup()
{
    QueueModel model;
    model.append(testing::rowsOfEveryState());
    int sum = 0;
    for (int group = 0; group < kStateGroups; ++group) {
        const int count = model.countOf(static_cast<StateGroup>(group));
        QVERIFY2(count > 0, qPrintable(QString::number(group)));
        sum += count;
    }
    QCOMPARE(sum, model.rowCount());
}

void TestQueueModel::unknownNumbersAreEmpty()
{
    QueueModel model;
    QueueRow row;
    row.id = 1;
    row.path = u"/data/a.csv"_s;
    row.state = FileState::Surveying;
    model.append({ row });
    for (const Column column :
         { Column::Records, Column::Progress, Column::Rate, Column::TimeLeft, Column::Inserted,
           Column::Duplicate, Column::Rejected, Column::Size }) {
        QCOMPARE(cell(model, 0, column), QString());
    }
}

void TestQueueModel::estimatesBeginWithATilde()
{
    QueueModel model;
    model.setFormat(Format(QLocale(QLocale::English)));
    model.append(testing::readyRows(1));
    QCOMPARE(cell(model, 0, Column::Records), u"~ 5,000"_s);
    const std::array done { RowProgress { 1, FileState::Done, 1'000'000, { 5'012, 5'012 } } };
    model.apply(done);
    QCOMPARE(cell(model, 0, Column::Records), u"5,012"_s);
}

void TestQueueModel::tickTellsOneBlockPerStretch()
{
    QueueModel model;
    model.append(testing::readyRows(1000));
    QSignalSpy changed(&model, &QueueModel::dataChanged);
    std::vector<RowProgress> snapshot;
    for (int id = 1; id <= 1000; ++id) {
        snapshot.push_back({ id, FileState::Queued });
    }
    for (const std::size_t at : { 10U, 11U, 12U, 500U }) {
        snapshot[at].state = FileState::Importing;
    }
    model.apply(snapshot);
    model.apply(snapshot);
    changed.clear();
    for (const std::size_t at : { 12U, 10U, 11U, 500U }) {
        snapshot[at].bytesRead += 100;
    }
    model.apply(snapshot);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed[0][0].toModelIndex().row(), 10);
    QCOMPARE(changed[0][1].toModelIndex().row(), 12);
    QCOMPARE(changed[1][0].toModelIndex().row(), 500);
}

void TestQueueModel::updatedRowsAreToldAndCounted()
{
    QueueModel model;
    model.append(testing::readyRows(5));
    QSignalSpy changed(&model, &QueueModel::dataChanged);
    QSignalSpy counts(&model, &QueueModel::countsChanged);
    QueueRow row = *model.find(3);
    row.state = FileState::Failed;
    model.update({ &row, 1 });
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), model.rowOf(3));
    QCOMPARE(counts.count(), 1);
    QCOMPARE(model.countOf(StateGroup::Failed), 1);
    QCOMPARE(model.countOf(StateGroup::Ready), 4);
    model.update({ &row, 1 });
    QCOMPARE(changed.count(), 1);
}

void TestQueueModel::tickWithoutNewsTellsNothing()
{
    QueueModel model;
    model.append(testing::readyRows(3));
    const std::array progress { RowProgress { 2, FileState::Importing, 500, { 10, 10 } } };
    model.apply(progress);
    QSignalSpy changed(&model, &QueueModel::dataChanged);
    QSignalSpy counts(&model, &QueueModel::countsChanged);
    model.apply(progress);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(counts.count(), 0);
}

void TestQueueModel::countsMustBalanceOnScreen()
{
    for (const QueueRow &row : testing::rowsOfEveryState()) {
        QCOMPARE(settledOf(row.counts), row.counts.read);
    }
}

void TestQueueModel::reorderKeepsPersistentIndexes()
{
    QueueModel model;
    model.append(testing::readyRows(4));
    const QPersistentModelIndex third(model.index(2, 0));
    const std::array order { std::int64_t(3), std::int64_t(1), std::int64_t(4), std::int64_t(2) };
    model.reorder(order);
    QCOMPARE(third.row(), 0);
    QCOMPARE(third.data(QueueModel::IdRole).toLongLong(), 3);
    QCOMPARE(model.rowOf(2), 3);
}

void TestQueueModel::removeTakesRowsFromAnywhere()
{
    QueueModel model;
    model.append(testing::readyRows(6));
    QSignalSpy removed(&model, &QueueModel::rowsRemoved);
    const std::array gone { std::int64_t(5), std::int64_t(1), std::int64_t(2), std::int64_t(99) };
    model.remove(gone);
    QCOMPARE(removed.count(), 2);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(6), 2);
    QCOMPARE(model.rowOf(5), -1);
}

void TestQueueModel::groupFilterFollowsStates()
{
    QueueModel model;
    model.append(testing::readyRows(5));
    QueueFilter filter;
    filter.setSourceModel(&model);
    filter.setLive(true);
    filter.setGroup(StateGroup::Done);
    QCOMPARE(filter.rowCount(), 0);
    const std::array done { RowProgress { 2, FileState::Done },
                            RowProgress { 4, FileState::Done } };
    model.apply(done);
    QCOMPARE(filter.rowCount(), 2);
}

void TestQueueModel::textFilterLooksAtNamesAndProfiles()
{
    QueueModel model;
    model.append(testing::rowsOfEveryState());
    QueueFilter filter;
    filter.setSourceModel(&model);
    filter.setText(u"TIKTOK"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setText(u"jakmall"_s);
    QCOMPARE(filter.rowCount(), model.rowCount() - 2);
    filter.setText({});
    QCOMPARE(filter.rowCount(), model.rowCount());
}

void TestQueueModel::rowsKeepTheirPlaceWhileRunning()
{
    QueueModel model;
    model.append(testing::readyRows(3));
    QueueFilter filter;
    filter.setSourceModel(&model);
    filter.sort(static_cast<int>(Column::Inserted), Qt::DescendingOrder);
    filter.setLive(true);
    const auto firstId = [&] { return filter.index(0, 0).data(QueueModel::IdRole).toLongLong(); };
    const std::int64_t before = firstId();
    const std::array progress { RowProgress { 3, FileState::Importing, 10, { 900, 900 } } };
    model.apply(progress);
    QCOMPARE(firstId(), before);
    filter.setLive(false);
    QCOMPARE(firstId(), 3);
}

void TestQueueModel::cellsSpeakToAssistiveTechnology()
{
    QueueModel model;
    model.append(testing::rowsOfEveryState());
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < QueueModel::kColumns; ++column) {
            const QModelIndex index = model.index(row, column);
            if (column != static_cast<int>(Column::Profile)) {
                QVERIFY(!index.data(Qt::AccessibleTextRole).toString().isEmpty());
            }
        }
    }
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
             u"orders-2026-11-week1.csv, Importing"_s);
}

void TestQueueModel::cancelledFilesCanBeStartedAgain()
{
    QueueRow row;
    row.state = FileState::Cancelled;
    QVERIFY(isStartable(row));
    row.state = FileState::Failed;
    QVERIFY(!isStartable(row));
    QVERIFY(isRetryable(row));
    row.state = FileState::Ready;
    row.needsChoice = true;
    QVERIFY(!isStartable(row));
}

void TestQueueModel::onlyWhatWasCutOffCanStartOver()
{
    QueueRow row;
    dockhand::engine::FileResult result;
    const auto startsOver = [&](FileState state, std::int64_t read, std::int64_t earlier,
                                std::optional<dockhand::ErrorCode> error) {
        result.state = state;
        result.counts.read = read;
        result.earlier.read = earlier;
        result.error.reset();
        if (error) {
            result.error.emplace().code = *error;
        }
        return canStartOver(withResult(row, result));
    };
    using dockhand::ErrorCode;
    QVERIFY(startsOver(FileState::Cancelled, 7, 0, {}));
    QVERIFY(startsOver(FileState::Cancelled, 0, 7, {}));
    QVERIFY(!startsOver(FileState::Cancelled, 0, 0, {}));
    QVERIFY(startsOver(FileState::Failed, 7, 0, ErrorCode::FileChangedWhileReading));
    QVERIFY(!startsOver(FileState::Failed, 0, 0, ErrorCode::FileChangedWhileReading));
    QVERIFY(startsOver(FileState::Failed, 0, 0, ErrorCode::FileChangedSinceImport));
    QVERIFY(!startsOver(FileState::Partial, 7, 0, {}));
    QVERIFY(!startsOver(FileState::Importing, 7, 0, {}));
}

QTEST_APPLESS_MAIN(TestQueueModel)

#include "tst_queue_model.moc"
