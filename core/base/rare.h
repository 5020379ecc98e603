// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace dockhand {

/// An optional value that is seldom there, in something of which there are thousands: it takes one
/// pointer while it is absent, and memory of its own otherwise. Copies copy the value. Used as
/// `std::optional`.
template <class T>
class Rare final
{
public:
    Rare() = default;
    Rare(std::nullopt_t) { }
    Rare(T value)
        : m_value(std::make_unique<T>(std::move(value)))
    {
    }
    Rare(const std::optional<T> &value)
        : m_value(value ? std::make_unique<T>(*value) : nullptr)
    {
    }
    Rare(const Rare &other)
        : m_value(other.m_value ? std::make_unique<T>(*other.m_value) : nullptr)
    {
    }
    Rare(Rare &&) noexcept = default;
    Rare &operator=(Rare other) noexcept
    {
        m_value = std::move(other.m_value);
        return *this;
    }
    ~Rare() = default;

    [[nodiscard]] bool has_value() const // NOLINT(readability-identifier-naming): as in optional
    {
        return m_value != nullptr;
    }
    explicit operator bool() const { return has_value(); }
    [[nodiscard]] T &operator*() { return *m_value; }
    [[nodiscard]] const T &operator*() const { return *m_value; }
    [[nodiscard]] T *operator->() { return m_value.get(); }
    [[nodiscard]] const T *operator->() const { return m_value.get(); }
    template <class... Arguments>
    T &emplace(Arguments &&...arguments)
    {
        m_value = std::make_unique<T>(std::forward<Arguments>(arguments)...);
        return *m_value;
    }
    void reset() { m_value.reset(); }

    friend bool operator==(const Rare &one, const Rare &other)
    {
        return one && other ? *one == *other : one.has_value() == other.has_value();
    }
    friend bool operator==(const Rare &one, const std::optional<T> &other)
    {
        return one && other ? *one == *other : one.has_value() == other.has_value();
    }

    operator std::optional<T>() const
    {
        return m_value ? std::optional<T>(*m_value) : std::nullopt;
    }

private:
    std::unique_ptr<T> m_value;
};

} // namespace dockhand
