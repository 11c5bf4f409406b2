"""Medical mutual aid (医疗互助): products with dated rates, enrolment, claims settled line by line, health checks."""
