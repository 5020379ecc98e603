// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/spill_file.h"

#include "core/base/file_blocks.h"

#include <QDir>
#include <QStorageInfo>
#include <QTemporaryFile>

namespace dockhand {

namespace {

class UnbufferedFile final : public QTemporaryFile
{
public:
    explicit UnbufferedFile(const QString &folder)
        : QTemporaryFile(QDir(folder).filePath(QStringLiteral(".dockhand-XXXXXX")))
    {
    }

    bool openUnbuffered() { return open(QIODevice::ReadWrite | QIODevice::Unbuffered); }

private:
    using QTemporaryFile::open;
};

} // namespace

SpillFile::SpillFile(std::unique_ptr<QFile> file, QString folder)
    : m_file(std::move(file))
    , m_folder(std::move(folder))
{
}

SpillFile::~SpillFile() = default;

Error SpillFile::error() const
{
    return { ErrorCode::OutputUnwritable, {}, { m_folder, m_file->errorString() } };
}

Result<std::unique_ptr<SpillFile>> SpillFile::create(const QStringList &folders)
{
    Error last { ErrorCode::OutputUnwritable, {}, { folders.value(0), QString() } };
    for (const auto &folder : folders) {
        auto file = std::make_unique<UnbufferedFile>(folder);
        if (file->openUnbuffered())
            return std::unique_ptr<SpillFile>(new SpillFile(std::move(file), folder));
        last.arguments = { folder, file->errorString() };
    }
    return failure(std::move(last));
}

std::int64_t SpillFile::freeBytes() const
{
    return QStorageInfo(m_folder).bytesAvailable();
}

Result<void> SpillFile::append(std::string_view bytes)
{
    if (!m_file->seek(m_size)
        || m_file->write(bytes.data(), static_cast<qint64>(bytes.size()))
            != static_cast<qint64>(bytes.size()))
        return failure(error());
    m_size += static_cast<std::int64_t>(bytes.size());
    return {};
}

Result<void> SpillFile::read(std::int64_t position, std::span<char> to)
{
    const std::lock_guard lock(m_readMutex);
    const auto wanted = static_cast<qint64>(to.size());
    if (!m_file->seek(position) || m_file->read(to.data(), wanted) != wanted)
        return failure(error());
    return {};
}

void SpillFile::discard(std::int64_t begin, std::int64_t end)
{
    giveBackBlocks(m_file->handle(), begin, end);
}

} // namespace dockhand
