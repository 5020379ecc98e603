// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/failpoint.h"

#ifndef NDEBUG

#    include <QByteArray>
#    include <QFile>

#    include <cstdlib>
#    include <map>
#    include <mutex>
#    include <new>
#    include <string>

namespace dockhand {

namespace {

class Failpoints final
{
public:
    Failpoints()
    {
        const auto at = qgetenv("DOCKHAND_FAIL_AT");
        const auto colon = at.lastIndexOf(':');
        if (colon > 0) {
            m_fatal = at.left(colon).toStdString();
            m_fatalPass = at.mid(colon + 1).toInt();
        }
        const auto refused = qgetenv("DOCKHAND_REFUSE_AT").split(':');
        if (refused.size() == 3) {
            m_refused = refused[0].toStdString();
            m_firstRefusal = refused[1].toInt();
            m_endOfRefusals = m_firstRefusal + refused[2].toInt();
        }
        m_list = qgetenv("DOCKHAND_FAIL_LIST");
        m_isOn = m_fatalPass > 0 || !m_refused.empty() || !m_list.isEmpty();
    }

    ~Failpoints()
    {
        if (m_list.isEmpty())
            return;
        QFile file(QFile::decodeName(m_list));
        if (!file.open(QIODevice::WriteOnly))
            return;
        for (const auto &[name, passes] : m_passes)
            file.write(QByteArray::fromStdString(name) + ' ' + QByteArray::number(passes) + '\n');
    }

    Failpoints(const Failpoints &) = delete;
    Failpoints &operator=(const Failpoints &) = delete;

    void pass(const char *name)
    {
        if (!m_isOn)
            return;
        const std::lock_guard lock(m_mutex);
        const auto pass = ++m_passes[name];
        if (pass == m_fatalPass && m_fatal == name)
            std::_Exit(kFailpointExit);
        if (pass >= m_firstRefusal && pass < m_endOfRefusals && m_refused == name)
            throw std::bad_alloc();
    }

private:
    bool m_isOn = false;
    std::string m_fatal;
    int m_fatalPass = 0;
    std::string m_refused;
    int m_firstRefusal = 0;
    int m_endOfRefusals = 0;
    QByteArray m_list;
    std::mutex m_mutex;
    std::map<std::string, int> m_passes;
};

} // namespace

void passFailpoint(const char *name)
{
    static Failpoints failpoints;
    failpoints.pass(name);
}

} // namespace dockhand

#endif
