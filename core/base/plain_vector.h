// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace dockhand {

/// Leaves values that nobody gave uninitialised, where `std::allocator` would write zeros.
template <class T>
class PlainAllocator : public std::allocator<T>
{
public:
    template <class U>
    struct rebind // NOLINT(readability-identifier-naming): a name of the standard
    {
        using other = PlainAllocator<U>;
    };

    using std::allocator<T>::allocator;

    template <class U, class... Arguments>
    void construct(U *place, Arguments &&...arguments)
    {
        if constexpr (sizeof...(arguments) == 0)
            ::new (static_cast<void *>(place)) U;
        else
            std::construct_at(place, std::forward<Arguments>(arguments)...);
    }
};

/// A vector of plain values whose `resize` makes room and writes nothing: for buffers that are
/// filled at once behind it. The type must have no initialisers of its own.
template <class T>
requires std::is_trivial_v<T>
using PlainVector = std::vector<T, PlainAllocator<T>>;

} // namespace dockhand
