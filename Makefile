# Each target is one call of ./samspel, which works the same without make.
.PHONY: help run test check bench proof fmt docs
help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile
run: ## start the demo at http://127.0.0.1:8000/ (PORT= changes it)
	@exec ./samspel run
test: ## the whole suite on real PostgreSQL and Chromium; k=submit runs one promise
	@exec ./samspel test $(if $(k),k=$(k))
check: ## formatting, types, direction, house rules, migrations, translations
	@exec ./samspel check
bench: ## the benchmarks, each beside its control; k=list runs those with that word
	@exec ./samspel bench $(if $(k),k=$(k))
proof: ## the proof tier; k=kill runs one part
	@exec ./samspel proof $(if $(k),k=$(k))
fmt: ## format the code and the templates
	@exec ./samspel check fix
docs: ## write the generated pages of docs/ anew
	@exec ./samspel docs
