// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advisor/survey.h"
#include "core/engine/path_walker.h"

#include <QObject>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

namespace dockhand::engine {

/// A file waiting in the queue.
struct QueueItem
{
    std::int64_t id = 0; ///< unique in this queue, never reused
    QString path;        ///< absolute
    bool surveyed = false;
    advisor::FileSurvey survey; ///< valid when surveyed
};

/// The list of files to import, before a run: expands folders, surveys files in the background,
/// keeps the order. Lives in its creator's thread; the work runs on a pool of its own. Never
/// touches a file in the caller's thread. Folders are walked as filesUnder() says.
/// A path that is already queued is not queued twice, but told.
class ImportQueue final : public QObject
{
    Q_OBJECT

public:
    explicit ImportQueue(advisor::SurveyOptions options, QObject *parent = nullptr);
    ~ImportQueue() override;

    /// Returns at once; `added` follows when the folders are read, `surveyed` as the files are
    /// looked at.
    void add(const QStringList &paths);
    void remove(const std::vector<std::int64_t> &ids);
    /// Moves items up (-1) or down (+1) by one place, keeping their order among each other.
    void move(const std::vector<std::int64_t> &ids, int step);
    void clear();
    /// Changes the options (profile, dialect) for one item and surveys it again.
    void resurvey(std::int64_t id, const advisor::SurveyOptions &options);

    [[nodiscard]] const std::vector<QueueItem> &items() const;
    /// Of all folders added so far.
    [[nodiscard]] const PassedOver &passedOver() const;
    /// Folders being read or files not yet surveyed.
    [[nodiscard]] bool isBusy() const;

Q_SIGNALS:
    void added(std::vector<std::int64_t> ids);
    void repeated(std::vector<std::int64_t> ids); ///< added again while they are here
    void removed(std::vector<std::int64_t> ids);
    void reordered();
    void surveyed(std::vector<std::int64_t> ids); ///< collected over some 50 ms
    void idle();                                  ///< nothing left to read or survey

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace dockhand::engine
