#include <hdf5.h>

/// Stops the library from printing its errors on this thread; they are returned as well.
static inline void hdf5_print_no_errors(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

/// Keeps the library from loading filters from files. It says so itself when the environment has
/// forbidden them already, which is as well.
static inline void hdf5_load_no_plugins(void) { H5PLset_loading_state(0); }
