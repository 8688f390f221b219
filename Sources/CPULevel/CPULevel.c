#include "CPULevel.h"
