// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue_store.h"

#include "ui/background.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace dockhand::ui {

namespace {

void write(const QString &path, const QStringList &paths)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(QJsonArray::fromStringList(paths)).toJson());
        file.commit(); // a list that cannot be saved costs a convenience, not data
    }
}

QStringList read(const QString &path)
{
    QStringList paths;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        for (const auto &value : QJsonDocument::fromJson(file.readAll()).array()) {
            paths << value.toString();
        }
    }
    return paths;
}

} // namespace

QueueStore::QueueStore(QString path)
    : m_path(std::move(path))
{
}

QueueStore::~QueueStore()
{
    flush();
}

void QueueStore::save(const QStringList &paths)
{
    // One after the other, so that the newest list is the last written.
    QFuture<void> before = m_writing;
    m_writing = inBackground([before, path = m_path, paths]() mutable {
        before.waitForFinished();
        write(path, paths);
    });
}

void QueueStore::flush()
{
    m_writing.waitForFinished();
}

QFuture<QStringList> QueueStore::load() const
{
    return inBackground([path = m_path] { return read(path); });
}

} // namespace dockhand::ui
