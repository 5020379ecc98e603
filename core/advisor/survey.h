// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/rare.h"
#include "core/base/result.h"
#include "core/profile/recogniser.h"
#include "core/source/dialect.h"
#include "core/source/sniffer.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace dockhand::advisor {

/// What can be said of a file before it is read whole. Plain value; shared pointers inside are to
/// constants.
struct FileSurvey
{
    QString path; ///< absolute
    std::int64_t sizeBytes = 0;
    QDateTime modified;
    QByteArray fingerprint; ///< source::quickFingerprint
    source::Sniff sniff;    ///< its header is empty where there is a binding: see `header()`
    /// Absent when `error` is set. Surveys of files with the same header share it.
    std::shared_ptr<const profile::ProfileBinding> binding;
    std::int64_t sampledRecords
        = 0; ///< records the estimates rest on; `sniff.sample` keeps a few of them
    std::int64_t estimatedRecords = 0;
    double bytesPerRecord = 0;
    double badShare = 0; ///< 0..1, of the sample, by a real conversion
    Rare<Error> error;   ///< why this file cannot be imported
    /// Where its bytes are read from when they were put into another form first; empty: from
    /// `path`.
    QString readFrom;

    /// How long the file is once it is unpacked; an estimate unless it is plain.
    [[nodiscard]] std::int64_t textBytes() const
    {
        return std::llround(static_cast<double>(sizeBytes) / sniff.packedPerByte);
    }
    [[nodiscard]] const QString &dataPath() const { return readFrom.isEmpty() ? path : readFrom; }
    /// The fields of the header record; empty without one.
    [[nodiscard]] const std::vector<std::string> &header() const
    {
        return binding ? binding->header : sniff.header;
    }
};

/// What was said of the files beforehand, and the profiles they may be recognised by.
struct SurveyOptions
{
    std::vector<std::shared_ptr<const profile::ImportProfile>> profiles;
    QString profileId; ///< empty: recognise, then auto; "auto" or an id: forced
    QString tableName; ///< for auto; empty: from the file's name
    source::DialectOverrides dialect;
    int keptSampleRecords
        = 0; ///< for a preview; thousands of surveys wait in a queue, so none by default
    std::int64_t maxFileBytes = 0; ///< 0: no limit; larger is file.too_large
};

/// Looks at one file: never fails, the error is part of the answer. Reads at most a few hundred
/// KiB. Thread-safe.
[[nodiscard]] FileSurvey surveyFile(const QString &path, const SurveyOptions &options);

} // namespace dockhand::advisor
