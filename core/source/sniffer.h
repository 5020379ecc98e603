// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/source/compression.h"
#include "core/source/dialect.h"
#include "core/source/record_block.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dockhand::source {

/// What a look at a file's bytes tells: how it is written, its header and some records.
struct Sniff
{
    Dialect dialect;
    std::vector<std::string> header; ///< fields of the header record, decoded, untrimmed
    std::vector<std::vector<std::string>>
        sample; ///< records behind it (from start, middle and end for large files)
    std::int64_t sampleBytes = 0; ///< raw (unpacked) bytes these sample records take
    double confidence = 1.0;      ///< 0..1 for the delimiter
    Compression compression = Compression::None;
    double packedPerByte = 1;         ///< bytes of the file for one of the text, by the sample
    std::int64_t unpackingMemory = 0; ///< bytes
    bool isEncodingGuessed = false;   ///< neither UTF-8 nor chosen nor told by a byte-order mark
    QStringList reasons;              ///< sentences in the user's language
};

/// Sniffs one file after the other with the same buffers: some MiB at most behind `rest`. One
/// caller at a time. Otherwise as `sniffFile`.
class Sniffer final
{
public:
    struct Buffers;

    Sniffer();
    ~Sniffer();

    [[nodiscard]] Result<Sniff> sniff(const QString &path, const DialectOverrides &overrides = {},
                                      int sampleRecords = 500);

    /// As `sniff`, but the sample stays here until the next file: texts of their own are most of
    /// the time that a file takes.
    [[nodiscard]] Result<Sniff> look(const QString &path, const DialectOverrides &overrides = {},
                                     int sampleRecords = 500);
    /// The sample of the file looked at last. Its records stand one behind the other as they are in
    /// the file; what is wrong with them is not said.
    [[nodiscard]] const RecordBlock &sample() const;
    /// The fields of its first records.
    [[nodiscard]] std::vector<std::vector<std::string>> sampleTexts(std::size_t mostRecords) const;
    /// `quickFingerprint` of the file looked at last, mostly of bytes that were read anyway.
    [[nodiscard]] Result<QByteArray> fingerprint();
    /// Behind a file: frees what only an unusual one needed. There is no sample any more then.
    void rest();

private:
    QString m_path;
    std::unique_ptr<Buffers> m_buffers;
};

/// Sniffs encoding, delimiter (`, ; TAB |`), quote, line end and header row of a file. Binary
/// formats are told by content, not by name. Reads at most a few hundred KiB, unless the first two
/// lines are longer or a quote is open there (then up to 17 MiB). Thread-safe (no state). Errors:
/// file.not_found, file.is_directory, file.unreadable, file.empty, file.unsupported_format (with
/// what it is: "Excel workbook", "PDF", …), file.damaged and file.needs_too_much_memory (of a
/// compressed file, which is unpacked as far as it is looked at), file.unrecognised (a quote in the
/// header is never closed, or there is no such header row).
[[nodiscard]] Result<Sniff> sniffFile(const QString &path, const DialectOverrides &overrides = {},
                                      int sampleRecords = 500);

} // namespace dockhand::source
