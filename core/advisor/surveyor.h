// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"

#include <QList>
#include <QStringList>

#include <memory>
#include <mutex>
#include <vector>

namespace dockhand::advisor {

/// Looks at many files with the same options. Buffers are used again, and files with the same
/// header share one binding: that is most of the time and memory of a small file.
///
/// Memory: up to 2 MiB for each thread that ever surveyed at the same time, until `rest`.
/// Thread-safe.
class Surveyor final
{
public:
    explicit Surveyor(SurveyOptions options);
    ~Surveyor();

    /// As `surveyFile`.
    [[nodiscard]] FileSurvey survey(const QString &path);

    /// Frees the buffers; the next survey makes new ones.
    void rest();

private:
    struct Bench;

    [[nodiscard]] std::unique_ptr<Bench> takeBench();
    void giveBack(std::unique_ptr<Bench> bench);
    [[nodiscard]] Result<void> look(FileSurvey &survey, Bench &bench);
    [[nodiscard]] Result<std::shared_ptr<const profile::ProfileBinding>>
    bindingFor(const QString &path, source::Sniff &sniff, const Bench &bench);
    [[nodiscard]] std::shared_ptr<const profile::ProfileBinding>
    recognised(const source::Sniff &sniff);
    [[nodiscard]] QStringList sharedReasons(QStringList reasons);

    const SurveyOptions m_options;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Bench>> m_free;
    std::vector<std::shared_ptr<const profile::ProfileBinding>> m_known; ///< by header, last first
    QList<QStringList> m_knownReasons;                                   ///< last first
};

} // namespace dockhand::advisor
