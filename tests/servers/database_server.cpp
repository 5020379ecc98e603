// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/servers/database_server.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QTcpServer>
#include <QThread>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <csignal>

namespace dockhand::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 60s; ///< for a start or a stop on a busy machine
constexpr auto kLook = 50ms;

/// Whoever the server is to run as; the test's own user unless that is root.
struct ServerUser
{
    uid_t user = geteuid();
    gid_t group = getegid();
};

ServerUser serverUser()
{
    if (geteuid() != 0)
        return {};
    const auto *nobody = getpwnam("nobody");
    return nobody == nullptr ? ServerUser() : ServerUser { nobody->pw_uid, nobody->pw_gid };
}

void runAs(QProcess &process, const ServerUser &user, bool inOwnGroup)
{
    const bool mustChange = geteuid() != user.user;
    process.setChildProcessModifier([user, mustChange, inOwnGroup] {
        if (inOwnGroup)
            setsid();
        if (mustChange
            && (setgroups(0, nullptr) != 0 || setgid(user.group) != 0 || setuid(user.user) != 0))
            _exit(127);
    });
}

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

/// Servers and their tools are not in everybody's search path.
QString find(const QString &name, const QStringList &folders)
{
    const auto found = QStandardPaths::findExecutable(name, folders);
    return found.isEmpty() ? QStandardPaths::findExecutable(name) : found;
}

QString postgresProgram(const QString &name)
{
    QStringList folders;
    const QDir versions(u"/usr/lib/postgresql"_s);
    auto names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.toInt() > b.toInt(); });
    for (const auto &version : std::as_const(names))
        folders += versions.filePath(version + u"/bin"_s);
    return find(name, folders);
}

QString mariaDbProgram(const QString &name)
{
    return find(name, { u"/usr/sbin"_s, u"/usr/local/sbin"_s });
}

} // namespace

DatabaseServer::DatabaseServer()
    : m_folder(QDir::tempPath() + u"/dockhand-server-XXXXXX"_s)
{
    const auto user = serverUser();
    if (chown(QFile::encodeName(m_folder.path()).constData(), user.user, user.group) != 0)
        qWarning("The server's folder cannot be given to its user.");
}

DatabaseServer::~DatabaseServer() = default;

QString DatabaseServer::dataFolder() const
{
    return m_folder.filePath(u"data"_s);
}

QString DatabaseServer::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool DatabaseServer::isRunning() const
{
    return m_process && m_process->state() != QProcess::NotRunning;
}

QString DatabaseServer::start(const QStringList &options)
{
    if (!m_isSetUp) {
        if (auto error = makeData(); !error.isEmpty())
            return error;
    }
    constexpr int kMostAttempts = 3; // somebody else may take the port in between
    QString error;
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
        if (m_port == 0 || attempt > 0)
            m_port = freePort();
        error = launch(options);
        if (error.isEmpty())
            break;
    }
    if (error.isEmpty() && !m_isSetUp) {
        error = setUp();
        m_isSetUp = error.isEmpty();
    }
    return error;
}

QString DatabaseServer::launch(const QStringList &options)
{
    m_process = std::make_unique<QProcess>();
    runAs(*m_process, serverUser(), true);
    m_process->setWorkingDirectory(m_folder.path());
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process->start(program(), arguments() + options);
    if (!m_process->waitForStarted())
        return u"%1 does not start: %2"_s.arg(program(), m_process->errorString());
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
        if (isReady())
            return {};
        if (m_process->waitForFinished(kLook.count()))
            return u"%1 ended at once: %2"_s.arg(program(), log());
    }
    kill();
    return u"%1 does not answer: %2"_s.arg(program(), log());
}

void DatabaseServer::signalAll(int signal)
{
    if (!isRunning())
        return;
    const auto pid = m_process->processId();
    if (pid > 0)
        ::kill(signal == SIGKILL ? -static_cast<pid_t>(pid) : static_cast<pid_t>(pid), signal);
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(kPatience);
    m_process->waitForFinished(static_cast<int>(patience.count()));
}

void DatabaseServer::stop()
{
    signalAll(stopSignal());
    kill();
}

void DatabaseServer::kill()
{
    signalAll(SIGKILL);
}

DatabaseServer::Answer DatabaseServer::run(const QString &program, const QStringList &arguments,
                                           const QByteArray &input) const
{
    QProcess process;
    runAs(process, serverUser(), false);
    process.setWorkingDirectory(m_folder.path());
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(kPatience);
    const bool isOver = process.waitForFinished(static_cast<int>(patience.count()));
    Answer answer { QString::fromUtf8(process.readAllStandardOutput()), {} };
    if (!isOver || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        answer.error
            = u"%1 failed: %2"_s.arg(program, QString::fromUtf8(process.readAllStandardError()));
    return answer;
}

QString PostgresServer::makeData()
{
    QFile passwords(folder() + u"/password"_s);
    if (!passwords.open(QIODevice::WriteOnly) || passwords.write(password().toUtf8()) < 0)
        return passwords.errorString();
    passwords.close();
    passwords.setPermissions(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
    return run(postgresProgram(u"initdb"_s),
               { u"-D"_s, dataFolder(), u"-U"_s, user(), u"-E"_s, u"UTF8"_s, u"--locale=C"_s,
                 u"--auth-local=trust"_s, u"--auth-host=scram-sha-256"_s,
                 u"--pwfile="_s + passwords.fileName(), u"--no-sync"_s })
        .error;
}

QString PostgresServer::program() const
{
    return postgresProgram(u"postgres"_s);
}

QStringList PostgresServer::arguments() const
{
    return { u"-D"_s, dataFolder(), u"-p"_s, QString::number(port()),
             u"-k"_s, folder(),     u"-c"_s, u"listen_addresses=127.0.0.1"_s };
}

bool PostgresServer::isReady() const
{
    return run(postgresProgram(u"pg_isready"_s),
               { u"-q"_s, u"-h"_s, folder(), u"-p"_s, QString::number(port()) })
        .error.isEmpty();
}

int PostgresServer::stopSignal() const
{
    return SIGINT; // connections end, too
}

QString PostgresServer::setUp()
{
    return administrate(u"postgres"_s, u"CREATE DATABASE shop"_s).error;
}

DatabaseServer::Answer PostgresServer::administrate(const QString &database,
                                                    const QString &sql) const
{
    return run(postgresProgram(u"psql"_s),
               { u"-X"_s, u"-q"_s, u"-A"_s, u"-t"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s,
                 folder(), u"-p"_s, QString::number(port()), u"-U"_s, user(), u"-d"_s, database },
               sql.toUtf8());
}

QString MariaDbServer::socket() const
{
    return folder() + u"/socket"_s;
}

QString MariaDbServer::makeData()
{
    return run(mariaDbProgram(u"mariadb-install-db"_s),
               { u"--no-defaults"_s, u"--datadir="_s + dataFolder(),
                 u"--auth-root-authentication-method=normal"_s, u"--skip-test-db"_s })
        .error;
}

QString MariaDbServer::program() const
{
    return mariaDbProgram(u"mariadbd"_s);
}

QStringList MariaDbServer::arguments() const
{
    return { u"--no-defaults"_s,
             u"--datadir="_s + dataFolder(),
             u"--socket="_s + socket(),
             u"--port=%1"_s.arg(port()),
             u"--bind-address=127.0.0.1"_s,
             u"--pid-file="_s + folder() + u"/pid"_s,
             u"--skip-name-resolve"_s };
}

bool MariaDbServer::isReady() const
{
    return run(mariaDbProgram(u"mariadb-admin"_s),
               { u"--no-defaults"_s, u"--socket="_s + socket(), u"--user=root"_s, u"ping"_s })
        .error.isEmpty();
}

int MariaDbServer::stopSignal() const
{
    return SIGTERM;
}

QString MariaDbServer::setUp()
{
    return administrate({},
                        u"CREATE DATABASE shop CHARACTER SET utf8mb4;"
                        "CREATE USER '%1'@'%' IDENTIFIED BY '%2';"
                        "GRANT ALL ON *.* TO '%1'@'%' WITH GRANT OPTION;"_s.arg(user(), password()))
        .error;
}

DatabaseServer::Answer MariaDbServer::administrate(const QString &database,
                                                   const QString &sql) const
{
    QStringList arguments { u"--no-defaults"_s,       u"--socket="_s + socket(),
                            u"--user=root"_s,         u"--batch"_s,
                            u"--skip-column-names"_s, u"--default-character-set=utf8mb4"_s };
    if (!database.isEmpty())
        arguments += database;
    return run(mariaDbProgram(u"mariadb"_s), arguments, sql.toUtf8());
}

} // namespace dockhand::test
