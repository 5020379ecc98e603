// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>

class QFile;

namespace dockhand {

/// A temporary file that nobody else sees (mode 0600; without a name where the system can do that)
/// and that is gone with this object, or with the process. Any threads may read, but not while one
/// appends. Errors:
/// output.unwritable.
class SpillFile final
{
public:
    /// In the first of `folders` that can be written to.
    [[nodiscard]] static Result<std::unique_ptr<SpillFile>> create(const QStringList &folders);
    ~SpillFile();

    [[nodiscard]] Result<void> append(std::string_view bytes);
    /// Fills `to` from there.
    [[nodiscard]] Result<void> read(std::int64_t position, std::span<char> to);
    /// Nobody will read bytes [begin, end) again: what they take on the disk and in the system's
    /// memory is free for others, where the system can do that.
    void discard(std::int64_t begin, std::int64_t end);
    [[nodiscard]] std::int64_t size() const { return m_size; }
    /// What is left on its disk.
    [[nodiscard]] std::int64_t freeBytes() const;

private:
    SpillFile(std::unique_ptr<QFile> file, QString folder);
    [[nodiscard]] Error error() const;

    std::unique_ptr<QFile> m_file;
    std::mutex m_readMutex; ///< the file has one position
    QString m_folder;
    std::int64_t m_size = 0;
};

} // namespace dockhand
