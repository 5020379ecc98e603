// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// count_work reader|converter|writer|rowWriter: one stage over a fixed input, for counting its
// instructions. What is counted runs inside a function countedReader, countedConverter or
// countedWriter; callgrind is told to count in there alone (instruction_counts.cmake).

#include "core/profile/row_converter.h"
#include "core/source/csv_reader.h"
#include "core/source/memory_source.h"
#include "tests/bench/order_rows.h"
#include "tests/data/order_generator.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <hwy/targets.h>

#include <cstdio>
#include <string_view>

using namespace dockhand;

namespace dockhand::bench {

namespace {

// Records of the input. Enough that the figure is the rows' and not the start's.
constexpr std::int64_t kRecords = 20'000;

source::CsvReader openReader(std::string_view text)
{
    return source::CsvReader(std::make_unique<source::MemorySource>(text), source::Dialect {});
}

} // namespace

// The counted functions are found by name, so they are neither inlined nor cloned nor hidden.
#define DOCKHAND_COUNTED [[gnu::noinline, gnu::noclone, gnu::used, gnu::visibility("default")]]

DOCKHAND_COUNTED std::int64_t countedReader(source::CsvReader &reader, source::RecordBlock &block)
{
    std::int64_t bytes = 0;
    while (reader.next(block).value_or(false))
        bytes += block.endByte - block.firstByte;
    return bytes;
}

DOCKHAND_COUNTED void countedConverter(const source::RecordBlock &block,
                                       profile::RowConverter &converter, profile::RowChunk &chunk)
{
    converter.convert(block, chunk);
}

/// Into new tables, which are built outside and brought in.
DOCKHAND_COUNTED bool countedWriter(const OrderRows &rows, target::Target &target)
{
    return rows.writeInto(target);
}

/// Row after row, as into tables that hold some.
DOCKHAND_COUNTED bool countedRowWriter(const OrderRows &rows, target::Target &target)
{
    return rows.writeInto(target);
}

namespace {

bool countReader(std::string_view text)
{
    source::RecordBlock block;
    auto reader = openReader(text);
    const auto header = reader.readHeader();
    return header && countedReader(reader, block) > 0;
}

bool countConverter(std::string_view text)
{
    auto reader = openReader(text);
    const auto header = reader.readHeader();
    const auto binding = header ? bindOrders(*header) : std::nullopt;
    if (!binding)
        return false;
    profile::RowConverter converter(*binding, {});
    source::RecordBlock block;
    profile::RowChunk chunk;
    std::int64_t rows = 0;
    while (reader.next(block).value_or(false)) {
        countedConverter(block, converter, chunk);
        rows += chunk.tables.back().size();
    }
    return rows == kRecords;
}

bool countWriter(std::string_view text, bool isRowByRow)
{
    const QTemporaryDir folder;
    const auto address = target::parseTargetAddress(
        QLatin1String("sqlite:") + folder.filePath(QLatin1String("orders.sqlite")));
    OrderRows rows;
    if (!address || !rows.load(text))
        return false;
    target::TargetOptions options;
    if (!isRowByRow)
        options.spillFolders = QStringList { folder.path() };
    auto target = target::openTarget(*address, options);
    if (!target || !(*target)->prepareTables(rows.tables()))
        return false;
    return isRowByRow ? countedRowWriter(rows, **target) : countedWriter(rows, **target);
}

} // namespace

} // namespace dockhand::bench

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt's SQL drivers are plugins
    // The same vector code on every machine.
    hwy::SetSupportedTargetsForTest(HWY_SSE4);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    const auto text = testdata::OrderGenerator({ .rowsPerFile = bench::kRecords }).file();
    const std::string_view stage = argc == 2 ? argv[1] : "";
    bool isGood = false;
    if (stage == "reader")
        isGood = bench::countReader(text);
    else if (stage == "converter")
        isGood = bench::countConverter(text);
    else if (stage == "writer")
        isGood = bench::countWriter(text, false);
    else if (stage == "rowWriter")
        isGood = bench::countWriter(text, true);
    if (!isGood)
        std::fputs("count_work: give reader, converter, writer or rowWriter; or the stage failed\n",
                   stderr);
    return isGood ? 0 : 1;
}
