// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/import_options.h"

#include "core/source/csv_reader.h"

namespace dockhand::engine {

namespace {

auto invalid(const char *name, qint64 value, const char *possible)
{
    return failure(
        ErrorCode::OptionInvalid,
        { QString::fromLatin1(name), QString::number(value), QString::fromLatin1(possible) });
}

} // namespace

Result<void> ImportOptions::validate() const
{
    if (plan.concurrency.value < 1 || plan.concurrency.value > 64)
        return invalid("concurrency", plan.concurrency.value, "1 to 64");
    if (plan.chunkRows.value < 1 || plan.chunkRows.value > 1'000'000)
        return invalid("chunk-rows", plan.chunkRows.value, "1 to 1000000");
    if (plan.windowRows < 1)
        return invalid("window-rows", plan.windowRows, "1 or more");
    if (plan.windowBytes < (1 << 16))
        return invalid("window-bytes", plan.windowBytes, "65536 or more");
    if (maxRecordBytes < source::kSmallestRecordLimit
        || maxRecordBytes > source::kLargestRecordLimit)
        return invalid("max-record-size", maxRecordBytes, "1K to 512M");
    return {};
}

} // namespace dockhand::engine
