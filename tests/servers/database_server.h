// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace dockhand::test {

/// A database server of a test's own: its data in a temporary folder, listening on a free port of
/// the loopback and on a socket in that folder. It goes with the object. Where the test is root's
/// the server runs as nobody, since servers refuse to be root's.
///
/// Errors are texts for people; empty: it went well.
class DatabaseServer
{
public:
    virtual ~DatabaseServer();
    DatabaseServer(const DatabaseServer &) = delete;
    DatabaseServer &operator=(const DatabaseServer &) = delete;

    /// With these options behind its own; makes the data first where there are none yet. Blocks
    /// until the server answers.
    [[nodiscard]] QString start(const QStringList &options = {});
    /// As its operator would; what was committed is there at the next start.
    void stop();
    /// By SIGKILL, all its processes at once.
    void kill();
    [[nodiscard]] bool isRunning() const;

    [[nodiscard]] static QString host() { return QStringLiteral("127.0.0.1"); }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// What the server has said of itself.
    [[nodiscard]] QString log() const;

    /// Runs statements as the server's administrator in a database; what they give, as text.
    struct Answer
    {
        QString output;
        QString error; ///< empty: all went well
    };
    [[nodiscard]] virtual Answer administrate(const QString &database,
                                              const QString &sql) const = 0;

protected:
    DatabaseServer();

    [[nodiscard]] QString dataFolder() const;
    [[nodiscard]] virtual QString makeData() = 0;
    [[nodiscard]] virtual QString program() const = 0;
    [[nodiscard]] virtual QStringList arguments() const = 0;
    [[nodiscard]] virtual bool isReady() const = 0;
    [[nodiscard]] virtual int stopSignal() const = 0;
    /// Behind the first start.
    [[nodiscard]] virtual QString setUp() = 0;

    /// Runs a program as the server's user.
    [[nodiscard]] Answer run(const QString &program, const QStringList &arguments,
                             const QByteArray &input = {}) const;

private:
    [[nodiscard]] QString launch(const QStringList &options);
    void signalAll(int signal);

    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    int m_port = 0;
    bool m_isSetUp = false;
};

/// The newest PostgreSQL that is installed. Its administrator is `dockhand`, who needs no password
/// on the socket and `secret` by TCP; there is a database `shop`.
class PostgresServer final : public DatabaseServer
{
public:
    ~PostgresServer() override { kill(); }
    [[nodiscard]] Answer administrate(const QString &database, const QString &sql) const override;
    [[nodiscard]] static QString user() { return QStringLiteral("dockhand"); }
    [[nodiscard]] static QString password() { return QStringLiteral("secret"); }

private:
    [[nodiscard]] QString makeData() override;
    [[nodiscard]] QString program() const override;
    [[nodiscard]] QStringList arguments() const override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] int stopSignal() const override;
    [[nodiscard]] QString setUp() override;
};

/// MariaDB, with a user `dockhand` who has the password `secret` and all rights, and a database
/// `shop`.
class MariaDbServer final : public DatabaseServer
{
public:
    ~MariaDbServer() override { kill(); }
    [[nodiscard]] Answer administrate(const QString &database, const QString &sql) const override;
    [[nodiscard]] QString socket() const;
    [[nodiscard]] static QString user() { return QStringLiteral("dockhand"); }
    [[nodiscard]] static QString password() { return QStringLiteral("secret"); }

private:
    [[nodiscard]] QString makeData() override;
    [[nodiscard]] QString program() const override;
    [[nodiscard]] QStringList arguments() const override;
    [[nodiscard]] bool isReady() const override;
    [[nodiscard]] int stopSignal() const override;
    [[nodiscard]] QString setUp() override;
};

} // namespace dockhand::test
