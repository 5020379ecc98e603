// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_rows.h"

#include <QString>

namespace dockhand::ui::testing {

using namespace Qt::StringLiterals;
using ledger::Counts;
using ledger::FileState;

namespace {

struct Maker
{
    std::int64_t id = 0;

    QueueRow operator()(const QString &name, FileState state, std::int64_t records)
    {
        QueueRow row;
        row.id = ++id;
        row.path = u"/home/ani/exports/"_s + name;
        row.state = state;
        row.profile = u"Jakmall orders"_s;
        row.profileHint = u"Jakmall orders: the header matches exactly."_s;
        row.estimatedRecords = records;
        row.sizeBytes = records * 380;
        return row;
    }
};

QueueRow atWork(QueueRow row, double share, const Counts &counts)
{
    row.started = true;
    row.bytesRead = static_cast<std::int64_t>(static_cast<double>(row.sizeBytes) * share);
    row.counts = counts;
    row.fileId = row.id;
    return row;
}

} // namespace

std::vector<QueueRow> rowsOfEveryState()
{
    Maker make;
    std::vector<QueueRow> rows;
    rows.push_back(atWork(make(u"orders-2026-11-week1.csv"_s, FileState::Importing, 48'211), 0.64,
                          { 30'727, 30'104, 0, 611, 0, 12 }));
    rows.back().rowsPerSecond = 121'400;
    rows.back().leftMs = 8'000;
    rows.push_back(atWork(make(u"orders-2026-11-week2.csv"_s, FileState::Importing, 51'902), 0.41,
                          { 21'280, 21'188, 0, 92, 0, 0 }));
    rows.back().rowsPerSecond = 118'900;
    rows.back().leftMs = 14'000;
    rows.push_back(atWork(make(u"orders-2026-10-week4.csv"_s, FileState::Merging, 50'377), 1,
                          { 50'377, 49'871, 0, 506, 0, 0 }));
    rows.push_back(atWork(make(u"orders-2026-10-week3.csv"_s, FileState::Retrying, 49'120), 0.37,
                          { 18'174, 18'174, 0, 0, 0, 0 }));
    rows.back().reason = u"Another program holds the database."_s;
    rows.push_back(atWork(make(u"tiktok-orders-oct.csv"_s, FileState::Paused, 12'044), 0.22,
                          { 2'653, 2'650, 0, 0, 0, 3 }));
    rows.push_back(make(u"laporan penjualan toko 3.csv"_s, FileState::Ready, 8'800));
    rows.back().needsChoice = true;
    rows.back().profile.clear();
    rows.back().reason = u"The header does not fit: 31 columns, 4 of them known."_s;
    rows.push_back(make(u"orders-2026-12-week1.csv"_s, FileState::Ready, 47'300));
    rows.push_back(make(u"orders-2026-12-week2.csv"_s, FileState::Queued, 46'900));
    rows.push_back(make(u"orders-2026-12-week3.csv"_s, FileState::Surveying, -1));
    rows.back().profile.clear();
    rows.back().sizeBytes = -1;
    rows.push_back(atWork(make(u"orders-2026-10-week2.csv"_s, FileState::Partial, 50'012), 1,
                          { 50'012, 49'604, 0, 396, 0, 12 }));
    rows.push_back(atWork(make(u"orders-2026-10-week1.csv"_s, FileState::Failed, 50'240), 0.44,
                          { 22'110, 22'110, 0, 0, 0, 0 }));
    rows.back().reason = u"The file was changed while it was being read."_s;
    rows.push_back(atWork(make(u"orders-2026-09-week5.csv"_s, FileState::Cancelled, 50'900), 0.1,
                          { 5'090, 5'090, 0, 0, 0, 0 }));
    rows.push_back(atWork(make(u"orders-2026-09-week4.csv"_s, FileState::Done, 50'871), 1,
                          { 50'871, 50'302, 0, 569, 0, 0 }));
    rows.push_back(make(u"orders-2026-09-week4 (1).csv"_s, FileState::Skipped, 50'871));
    rows.back().started = true;
    rows.back().reason = u"Same content as orders-2026-09-week4.csv, imported on 12 November."_s;
    rows.push_back(make(u"orders-2026-09-week3.csv"_s, FileState::Ready, 49'120));
    rows.back().undoneBy = 7;
    rows.back().reason = u"taken out again by run 7; retry imports it anew"_s;
    return rows;
}

std::vector<QueueRow> readyRows(int count, std::int64_t firstId)
{
    std::vector<QueueRow> rows;
    rows.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        QueueRow row;
        row.id = firstId + i;
        row.path = u"/data/orders-%1.csv"_s.arg(i, 5, 10, '0'_L1);
        row.state = FileState::Ready;
        row.profile = u"Jakmall orders"_s;
        row.sizeBytes = 1'000'000 + i;
        row.estimatedRecords = 5'000;
        rows.push_back(row);
    }
    return rows;
}

} // namespace dockhand::ui::testing
