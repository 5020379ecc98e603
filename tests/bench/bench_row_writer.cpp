// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/order_rows.h"
#include "tests/data/order_generator.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

using namespace dockhand;

namespace {

// A new file each time: both tables of the order profile, in one transaction, not made durable.
bool writeNewFile(benchmark::State &state, const bench::OrderRows &rows, bool isRowByRow)
{
    const QTemporaryDir folder;
    const auto address = target::parseTargetAddress(
        QLatin1String("sqlite:") + folder.filePath(QLatin1String("orders.sqlite")));
    target::TargetOptions options;
    if (!isRowByRow)
        options.spillFolders = QStringList { folder.path() };
    auto target = address ? target::openTarget(*address, options) : failure(address.error());
    if (!target || !(*target)->prepareTables(rows.tables()))
        return false;
    state.ResumeTiming();
    const auto isWritten = rows.writeInto(**target);
    state.PauseTiming();
    return isWritten;
}

void benchNewFile(benchmark::State &state)
{
    bench::OrderRows rows;
    bool isGood = rows.load(testdata::OrderGenerator({ .rowsPerFile = state.range(0) }).file());
    while (state.KeepRunning()) {
        state.PauseTiming();
        isGood = isGood && writeNewFile(state, rows, state.range(1) != 0);
        state.ResumeTiming();
    }
    if (!isGood)
        state.SkipWithError("the rows could not be written");
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * rows.records());
}

} // namespace

BENCHMARK(benchNewFile)
    ->ArgNames({ "records", "rowByRow" })
    ->Args({ 10'000, 0 })
    ->Args({ 250'000, 0 })
    ->Args({ 250'000, 1 })
    ->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt's SQL drivers are plugins
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
