// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QString>
#include <QStringList>

namespace dockhand::ui {

/// The list of files that a later session takes up again, in a file of its own. Written whole and
/// atomically, in the background; the newest list wins.
class QueueStore final
{
public:
    explicit QueueStore(QString path);
    ~QueueStore();

    void save(const QStringList &paths);
    /// Blocks until the last list is on disk.
    void flush();
    [[nodiscard]] QFuture<QStringList> load() const;

private:
    QString m_path;
    QFuture<void> m_writing;
};

} // namespace dockhand::ui
